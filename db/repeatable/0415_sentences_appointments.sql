-- What the rules of assignments and roles say: those that their commands and guards raise, and the
-- constraints that values of a caller can break.

SET LOCAL ROLE mouwakaba_owner;

INSERT INTO app.sentence (rule, language, sentence) VALUES
    ('assignment_waits_for_the_session', 'ar',
        'هذا الشخص عضو في لجنة انتقاء تنظر في مشاريع هذه الجماعة؛ سجلوا تنحيه أولا، أو انتظروا '
        'اختتام الدورة.'),
    ('assignment_waits_for_the_session', 'en',
        'The person sits on a committee that is selecting projects of this community; record the '
        'recusal first, or wait until the session is closed.'),
    ('assignment_waits_for_the_session', 'fr',
        'Cette personne siège à une commission qui sélectionne des projets de cette communauté ; '
        'enregistrez d''abord son déport, ou attendez la clôture de la session.'),
    ('assignment_decision_number_is_stated', 'ar',
        'رقم قرار التكليف إلزامي، في 50 حرفا على الأكثر.'),
    ('assignment_decision_number_is_stated', 'en',
        'The number of the decision is stated, in 50 characters at most.'),
    ('assignment_decision_number_is_stated', 'fr',
        'Le numéro de la décision est obligatoire, en 50 caractères au plus.'),
    ('assignment_ends_after_it_starts', 'ar', 'لا ينتهي التكليف قبل بدايته.'),
    ('assignment_ends_after_it_starts', 'en', 'The assignment does not end before it starts.'),
    ('assignment_ends_after_it_starts', 'fr', 'La mission ne se termine pas avant de commencer.'),
    ('assignment_lies_in_its_school_year', 'ar', 'تقع أيام التكليف خارج الموسم الدراسي.'),
    ('assignment_lies_in_its_school_year', 'en',
        'The days of the assignment lie outside the school year.'),
    ('assignment_lies_in_its_school_year', 'fr',
        'Les jours de la mission se situent hors de l''année scolaire.'),
    ('assignment_outside_zone_reason_is_stated_or_absent', 'ar',
        'سبب التكليف خارج المنطقة التربوية نص من 500 حرف على الأكثر، أو لا شيء.'),
    ('assignment_outside_zone_reason_is_stated_or_absent', 'en',
        'The reason for an assignment outside the zone is a text of 500 characters at most, or '
        'absent.'),
    ('assignment_outside_zone_reason_is_stated_or_absent', 'fr',
        'Le motif d''une mission hors de la zone éducative est un texte de 500 caractères au '
        'plus, ou absent.'),
    ('assignments_do_not_repeat', 'ar',
        'سبق تكليف هذا الشخص بمواكبة هذه الجماعة في بعض هذه الأيام.'),
    ('assignments_do_not_repeat', 'en',
        'The person is assigned to this community on some of these days already.'),
    ('assignments_do_not_repeat', 'fr',
        'Cette personne a déjà une mission auprès de cette communauté pour une partie de ces '
        'jours.'),
    ('role_is_granted_by_the_office', 'ar', 'لا تمنح المديرية هذا الدور ولا تنهيه.'),
    ('role_is_granted_by_the_office', 'en', 'The office neither grants this role nor ends it.'),
    ('role_is_granted_by_the_office', 'fr',
        'La direction n''attribue pas ce rôle et n''y met pas fin.'),
    ('role_is_held', 'ar', 'لا يوجد بهذا المعرف دور يزاوله أحد اليوم في مديريتكم.'),
    ('role_is_held', 'en', 'There is no such role that somebody holds today in your office.'),
    ('role_is_held', 'fr', 'Personne n''exerce aujourd''hui un tel rôle dans votre direction.'),
    ('role_grant_role_is_known', 'ar', 'هذا الدور غير معروف.'),
    ('role_grant_role_is_known', 'en', 'The role is not a known one.'),
    ('role_grant_role_is_known', 'fr', 'Le rôle n''est pas connu.'),
    ('role_grant_community_is_the_coordinators', 'ar',
        'يحدد دور المنسق بجماعة للممارسات المهنية، ولا يحدد بها أي دور آخر.'),
    ('role_grant_community_is_the_coordinators', 'en',
        'The role of a coordinator names a community, and no other role does.'),
    ('role_grant_community_is_the_coordinators', 'fr',
        'Le rôle de coordonnateur désigne une communauté, et aucun autre rôle ne le fait.'),
    ('role_grant_school_is_the_heads', 'ar',
        'يحدد دور مدير المؤسسة بمؤسسة تعليمية، ولا يحدد بها أي دور آخر.'),
    ('role_grant_school_is_the_heads', 'en',
        'The role of a head names a school, and no other role does.'),
    ('role_grant_school_is_the_heads', 'fr',
        'Le rôle de directeur d''établissement désigne un établissement, et aucun autre rôle ne '
        'le fait.'),
    ('role_grant_community_fkey', 'ar', 'لا توجد جماعة للممارسات المهنية بهذا المعرف في مديريتكم.'),
    ('role_grant_community_fkey', 'en', 'There is no such community in your office.'),
    ('role_grant_community_fkey', 'fr',
        'Votre direction n''a pas une telle communauté de pratiques professionnelles.'),
    ('role_grant_school_fkey', 'ar', 'لا توجد مؤسسة بهذا المعرف في مديريتكم.'),
    ('role_grant_school_fkey', 'en', 'There is no such school in your office.'),
    ('role_grant_school_fkey', 'fr', 'Votre direction n''a pas un tel établissement.'),
    ('role_grant_ends_after_it_starts', 'ar', 'لا ينتهي الدور قبل بدايته.'),
    ('role_grant_ends_after_it_starts', 'en', 'The role does not end before it starts.'),
    ('role_grant_ends_after_it_starts', 'fr', 'Le rôle ne se termine pas avant de commencer.'),
    ('role_grant_one_head_a_school', 'ar', 'للمؤسسة مدير آخر أو مديرة أخرى في بعض هذه الأيام.'),
    ('role_grant_one_head_a_school', 'en', 'The school has another head on some of these days.'),
    ('role_grant_one_head_a_school', 'fr',
        'L''établissement a un autre directeur ou une autre directrice pour une partie de ces '
        'jours.'),
    ('role_grants_do_not_repeat', 'ar', 'يزاول هذا الشخص هذا الدور في بعض هذه الأيام.'),
    ('role_grants_do_not_repeat', 'en',
        'The person holds this role on some of these days already.'),
    ('role_grants_do_not_repeat', 'fr',
        'Cette personne exerce déjà ce rôle pour une partie de ces jours.')
ON CONFLICT (rule, language) DO UPDATE SET sentence = EXCLUDED.sentence;

RESET ROLE;
