// oidc-provider, the login service of the tests, ships no types: no more of it than they use.
declare module 'oidc-provider' {
  export default class Provider {
    constructor(issuer: string, configuration: object);
    callback(): (request: object, response: object) => void;
  }
}
