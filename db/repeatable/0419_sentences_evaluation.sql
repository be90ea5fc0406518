-- What the rules of evaluations say: those that their commands and guards raise, and the constraints
-- that values of a caller can break.

SET LOCAL ROLE mouwakaba_owner;

INSERT INTO app.sentence (rule, language, sentence) VALUES
    ('evaluated_project_is_completed', 'ar', 'لا يقوم إلا مشروع من مشاريع مديريتكم انتهى تنفيذه.'),
    ('evaluated_project_is_completed', 'en',
        'Only a project of your office whose execution has ended is evaluated.'),
    ('evaluated_project_is_completed', 'fr',
        'Seul un projet de votre direction dont la mise en œuvre est terminée est évalué.'),
    ('mandate_is_due_later', 'ar',
        'لا يحل أجل التقويم قبل اليوم: {dueOn} يوم قد مضى، واليوم هو {today}.'),
    ('mandate_is_due_later', 'en',
        'An evaluation is due today or later: {dueOn} is past, today is {today}.'),
    ('mandate_is_due_later', 'fr',
        'Une évaluation est attendue aujourd''hui ou plus tard : le {dueOn} est passé, nous '
        'sommes le {today}.'),
    ('evaluator_is_not_in_conflict', 'ar',
        'سبق لهذا الشخص أن واكب جماعة المشروع أو منطقته التربوية (S2.c).'),
    ('evaluator_is_not_in_conflict', 'en',
        'This person escorted the community or the zone of the project (S2.c).'),
    ('evaluator_is_not_in_conflict', 'fr',
        'Cette personne a accompagné la communauté ou la zone éducative du projet (S2.c).'),
    ('evaluation_mandate_stands_once', 'ar', 'سبق تكليف هذا الشخص بتقويم هذا المشروع.'),
    ('evaluation_mandate_stands_once', 'en',
        'This person is charged with evaluating this project already.'),
    ('evaluation_mandate_stands_once', 'fr',
        'Cette personne est déjà chargée d''évaluer ce projet.'),
    ('mandate_is_own_and_open', 'ar', 'ليس لكم تكليف مفتوح بالتقويم بهذا المعرف.'),
    ('mandate_is_own_and_open', 'en', 'There is no such open mandate of yours.'),
    ('mandate_is_own_and_open', 'fr', 'Vous n''avez pas une telle mission d''évaluation en cours.'),
    ('evaluation_degree_is_one_of_five', 'ar', 'درجة الإنجاز ما بين 0 و4.'),
    ('evaluation_degree_is_one_of_five', 'en', 'The degree is a number from 0 to 4.'),
    ('evaluation_degree_is_one_of_five', 'fr', 'Le degré est compris entre 0 et 4.'),
    ('evaluation_results_are_stated', 'ar', 'النتائج إلزامية، في 8000 حرف على الأكثر.'),
    ('evaluation_results_are_stated', 'en', 'The results are stated, in 8000 characters at most.'),
    ('evaluation_results_are_stated', 'fr',
        'Les résultats sont obligatoires, en 8000 caractères au plus.'),
    ('evaluation_recommendations_are_stated', 'ar', 'التوصيات إلزامية، في 8000 حرف على الأكثر.'),
    ('evaluation_recommendations_are_stated', 'en',
        'The recommendations are stated, in 8000 characters at most.'),
    ('evaluation_recommendations_are_stated', 'fr',
        'Les recommandations sont obligatoires, en 8000 caractères au plus.')
ON CONFLICT (rule, language) DO UPDATE SET sentence = EXCLUDED.sentence;

RESET ROLE;
