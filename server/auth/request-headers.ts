/**
 * What our own server tells Next about a request, as request headers. It overwrites whatever a
 * browser sends under these names.
 */

/** Path and query of the page that was asked for. */
export const REQUEST_PATH_HEADER = "x-request-path";
/** The network address the request came from; absent for this computer itself. */
export const CLIENT_ADDRESS_HEADER = "x-client-address";
export const REQUEST_ID_HEADER = "x-request-id";
/** For the scripts that a page may run. */
export const NONCE_HEADER = "x-nonce";
