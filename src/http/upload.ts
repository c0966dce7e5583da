/** Takes one file out of a multipart request, in memory, up to a size. */
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { HttpProblem } from './errors.ts';
import type { Upload } from './route.ts';

/** The largest file that is read at all; document/ refuses larger ones from any source. */
export const MAXIMUM_FILE_BYTES = 25 * 1024 * 1024;

const readable = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Files are held in memory until they are answered; more at a time than this are sent away. */
const MAXIMUM_WAITING = 32;

/** Reads the file in the field `file`, other fields into `request.body`, then does `work` with it. */
export type WithUpload = (request: Request, response: Response, work: (file: Upload) => Promise<void>) => Promise<void>;

/** Throws a problem when there is no file, when it is too large, or when too many wait already. */
export function uploadReader(maximumBytes: number, maximumWaiting: number = MAXIMUM_WAITING): WithUpload {
  const receive = receiver(maximumBytes, maximumWaiting, 1);
  return (request, response, work) => receive(request, response, () => work(uploaded(request)));
}

/** Reads up to `most` files in the field `file`; empty ones, which browsers send where none was chosen, are left out. */
export type WithUploads = (request: Request, response: Response, work: (files: readonly Upload[]) => Promise<void>) => Promise<void>;

/** `maximumBytes` of one file, `maximumTotal` of the request, whose length has to be known. */
export function uploadsReader(most: number, maximumBytes: number, maximumTotal: number, maximumWaiting: number): WithUploads {
  const receive = receiver(maximumBytes, maximumWaiting, most);
  return (request, response, work) => {
    // a request without a length could fill the memory before anybody counted
    if (!(Number(request.get('content-length')) <= maximumTotal)) {
      throw new HttpProblem('too-large', `The files may have at most ${readable(maximumTotal)} together. Send them in several steps.`);
    }
    return receive(request, response, () => work(uploadedFiles(request)));
  };
}

type Receive = (request: Request, response: Response, work: () => Promise<void>) => Promise<void>;

function receiver(maximumBytes: number, maximumWaiting: number, files: number): Receive {
  const receive = multer({
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: { fileSize: maximumBytes, files, fields: 8, parts: files + 9, fieldSize: 8 * 1024, headerPairs: 50 },
  }).array('file', files);
  let waiting = 0;
  return async (request, response, work) => {
    if (!request.is('multipart/form-data')) {
      throw new HttpProblem('unsupported-media-type', 'Send the file as multipart/form-data in the field `file`.');
    }
    if (waiting >= maximumWaiting) {
      throw new HttpProblem('busy', 'Too many files are waiting to be read.', { headers: { 'Retry-After': '5' } });
    }
    waiting += 1;
    try {
      await new Promise<void>((resolve, reject) => {
        receive(request, response, error => (error ? reject(refusal(error, maximumBytes)) : resolve()));
      });
      await work();
    } finally {
      waiting -= 1;
    }
  };
}

function filesOf({ files }: Request): Upload[] {
  const received = Array.isArray(files) ? files : [];
  return received.map(file => ({ name: safeName(file.originalname), bytes: file.buffer }));
}

const uploadedFiles = (request: Request): Upload[] => filesOf(request).filter(({ bytes }) => bytes.length > 0);

function uploaded(request: Request): Upload {
  const [file] = filesOf(request);
  if (file !== undefined) return file;
  const message = 'is missing: send the file in a multipart field of this name';
  throw new HttpProblem('invalid-body', `file: ${message}`, { errors: [{ name: 'file', message }] });
}

function refusal(error: unknown, maximumBytes: number): unknown {
  if (error instanceof MulterError) {
    if (error.code !== 'LIMIT_FILE_SIZE') return error;
    return new HttpProblem('too-large', `A file may have at most ${readable(maximumBytes)}.`, { cause: error });
  }
  // what is left are the complaints of the multipart parser about a body that is cut off or no multipart at all
  return new HttpProblem('invalid-body', 'The multipart body is broken or was cut off.', { cause: error });
}

/** The last part of the path a client sent, without what a terminal or a file system could trip over. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last.replaceAll(/\p{C}/gu, '').trim().slice(-200);
  return clean === '' || clean === '.' || clean === '..' ? 'file' : clean;
}
