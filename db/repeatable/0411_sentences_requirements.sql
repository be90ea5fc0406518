-- What the rules say that commands of several domains have in common.

SET LOCAL ROLE mouwakaba_owner;

INSERT INTO app.sentence (rule, language, sentence) VALUES
    ('caller_has_the_role', 'ar', 'ليس من بين أدواركم دور يخول لكم هذا الإجراء.'),
    ('caller_has_the_role', 'en', 'Your roles do not include one that may do this.'),
    ('caller_has_the_role', 'fr', 'Aucun de vos rôles ne permet cette opération.'),
    ('version_is_current', 'ar',
        'غير شخص آخر هذه المعطيات في هذه الأثناء. أعيدوا الاطلاع عليها ثم قرروا من جديد.'),
    ('version_is_current', 'en',
        'Somebody else changed this meanwhile. Read it again and decide anew.'),
    ('version_is_current', 'fr',
        'Une autre personne a modifié ces données entre-temps. Relisez-les, puis décidez à '
        'nouveau.'),
    ('person_is_known', 'ar', 'لا يوجد شخص بهذا المعرف في مديريتكم.'),
    ('person_is_known', 'en', 'There is no such person in your office.'),
    ('person_is_known', 'fr', 'Votre direction n''a pas une telle personne.'),
    ('person_is_named_once', 'ar', 'حددوا الشخص إما بالمعرف وإما برقم التأجير.'),
    ('person_is_named_once', 'en', 'Name the person by the ID or by the staff number.'),
    ('person_is_named_once', 'fr',
        'Désignez la personne soit par l''identifiant, soit par le numéro PPR.'),
    ('staff_number_is_known', 'ar', 'لا يوجد شخص رقم تأجيره {staffNumber}.'),
    ('staff_number_is_known', 'en', 'Nobody has the staff number {staffNumber}.'),
    ('staff_number_is_known', 'fr', 'Personne n''a le numéro PPR {staffNumber}.'),
    ('community_is_known', 'ar', 'لا توجد اليوم جماعة للممارسات المهنية بهذا المعرف في مديريتكم.'),
    ('community_is_known', 'en', 'There is no such community in your office today.'),
    ('community_is_known', 'fr',
        'Votre direction n''a pas aujourd''hui une telle communauté de pratiques '
        'professionnelles.'),
    ('day_lies_in_a_school_year', 'ar', 'لا يقع يوم {day} في أي موسم دراسي معروف.'),
    ('day_lies_in_a_school_year', 'en', '{day} lies in no school year that is known.'),
    ('day_lies_in_a_school_year', 'fr', 'Le {day} ne se situe dans aucune année scolaire connue.')
ON CONFLICT (rule, language) DO UPDATE SET sentence = EXCLUDED.sentence;

RESET ROLE;
