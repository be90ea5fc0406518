-- What the rules of annual records say: those that their commands raise, and the constraints that
-- values of a caller can break.

SET LOCAL ROLE mouwakaba_owner;

INSERT INTO app.sentence (rule, language, sentence) VALUES
    ('record_is_of_an_assignment', 'ar',
        'لم تكونوا مكلفين بمواكبة هذه الجماعة خلال الموسم الدراسي {schoolYear}.'),
    ('record_is_of_an_assignment', 'en',
        'You were not assigned to this community in the school year {schoolYear}.'),
    ('record_is_of_an_assignment', 'fr',
        'Vous n''aviez pas de mission auprès de cette communauté pendant l''année scolaire '
        '{schoolYear}.'),
    ('record_is_submitted_once', 'ar',
        'سبق تقديم هذه الحصيلة الإجمالية، ولا تقدم من جديد إلا بعد إرجاعها.'),
    ('record_is_submitted_once', 'en',
        'This record was submitted. It is submitted anew only after it was returned.'),
    ('record_is_submitted_once', 'fr',
        'Ce bilan annuel a été présenté. Il ne l''est à nouveau qu''après avoir été renvoyé.'),
    ('record_is_known', 'ar', 'لا توجد حصيلة إجمالية بهذا المعرف في مديريتكم.'),
    ('record_is_known', 'en', 'There is no such record in your office.'),
    ('record_is_known', 'fr', 'Votre direction n''a pas un tel bilan annuel.'),
    ('record_awaits_a_decision', 'ar', 'لا تنتظر هذه الحصيلة الإجمالية أي قرار.'),
    ('record_awaits_a_decision', 'en', 'This record awaits no decision.'),
    ('record_awaits_a_decision', 'fr', 'Ce bilan annuel n''attend pas de décision.'),
    ('record_is_returned_for_a_reason', 'ar', 'لا ترجع الحصيلة الإجمالية إلا مع ذكر السبب.'),
    ('record_is_returned_for_a_reason', 'en', 'A record is returned with a reason.'),
    ('record_is_returned_for_a_reason', 'fr', 'Un bilan annuel se renvoie avec un motif.'),
    ('record_decision_reason_is_stated_or_absent', 'ar',
        'السبب نص من 1000 حرف على الأكثر، أو لا شيء.'),
    ('record_decision_reason_is_stated_or_absent', 'en',
        'The reason is a text of 1000 characters at most, or absent.'),
    ('record_decision_reason_is_stated_or_absent', 'fr',
        'Le motif est un texte de 1000 caractères au plus, ou absent.'),
    ('escort_record_key', 'ar', 'سبق لكم تقديم هذه الحصيلة الإجمالية.'),
    ('escort_record_key', 'en', 'You have submitted this record already.'),
    ('escort_record_key', 'fr', 'Vous avez déjà présenté ce bilan annuel.')
ON CONFLICT (rule, language) DO UPDATE SET sentence = EXCLUDED.sentence;

RESET ROLE;
