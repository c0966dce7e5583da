/** The key that heads of the log are signed with: from the settings, or a file made at the first start. Its secret half goes nowhere. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Head, keyId, type SignedHead, signedBytes } from './log-chain.ts';

export interface SigningKey {
  readonly id: string;
  /** PEM. */
  readonly publicKey: string;
  sign(head: Head): SignedHead;
}

/** What was given as a key is none; the message never holds it. */
export class SigningKeyError extends Error {
  override name = 'SigningKeyError';
}

const FILE = 'signing-key.pem';

/** `given` is PEM or base64 of PKCS #8; without it, the file in `folder` is used, and made where there is none. Throws SigningKeyError. */
export async function openSigningKey(given: string | null, folder: string): Promise<SigningKey> {
  if (given !== null) return signingKey(parse(given, 'LEAFPROOF_SIGNING_KEY'));
  const file = join(folder, FILE);
  if (!existsSync(file)) await makeKey(folder, file);
  return signingKey(parse(await readFile(file, 'utf8'), file));
}

/** Written whole under another name first: a full disk or a killed process leaves no half key. Whoever else makes one at the same time may win. */
async function makeKey(folder: string, file: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${FILE}.${randomBytes(8).toString('hex')}`);
  try {
    await writeFile(draft, newKey(), { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, file);
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Puts a new key in the place of the one in the folder, which is kept beside it under its id. Returns the new one. */
export async function replaceSigningKey(folder: string): Promise<SigningKey> {
  const file = join(folder, FILE);
  const old = await openSigningKey(null, folder);
  const draft = join(dirname(file), `.${FILE}.${process.pid}`);
  await writeFile(draft, newKey(), { mode: 0o600, flag: 'wx' });
  await rename(file, join(folder, `signing-key-${old.id}.pem`));
  await rename(draft, file);
  return openSigningKey(null, folder);
}

const newKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

function parse(text: string, where: string): KeyObject {
  const pem = text.replaceAll('\\n', '\n').trim();
  try {
    const key = pem.startsWith('-----')
      ? createPrivateKey(pem)
      : createPrivateKey({ key: Buffer.from(pem, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // the cause could quote the secret
  }
  throw new SigningKeyError(
    `${where} holds no Ed25519 private key (PKCS #8, as PEM or base64): openssl genpkey -algorithm ed25519 makes one.`,
  );
}

function signingKey(secret: KeyObject): SigningKey {
  const publicKey = createPublicKey(secret).export({ type: 'spki', format: 'pem' }).toString();
  return {
    id: keyId(publicKey),
    publicKey,
    sign: head => ({ ...head, signature: sign(null, signedBytes(head), secret).toString('base64') }),
  };
}
