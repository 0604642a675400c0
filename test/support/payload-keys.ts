/** The keys of what travels through Temporal in tests, as the setting has them. */
export const PAYLOAD_KEYS = `tests:${'k'.repeat(43)}`;
