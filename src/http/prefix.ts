/** Where version 1 of the API lives. */
export const API_PREFIX = '/api/v1';
