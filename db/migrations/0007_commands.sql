-- The namespace of commands: the only way by which the API changes anything.

CREATE SCHEMA api AUTHORIZATION mouwakaba_owner;

SET LOCAL ROLE mouwakaba_owner;

COMMENT ON SCHEMA api IS
    'Commands: functions that change the data under the rules of the charter, for the caller of the '
    'context. They run as mouwakaba_owner, whom policies show and let write what the caller may.';

RESET ROLE;
