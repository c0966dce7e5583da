/** Headers that keep strangers' text from running in a visitor's browser. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

export function secureHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    // TLS ends at the proxy in front; whoever runs it decides whether the name is HTTPS for ever
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
}
