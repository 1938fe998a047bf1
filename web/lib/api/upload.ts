import { errorOf, unreachable } from './error.ts';

/** How far an upload is: bytes sent of all bytes; `null` total when the browser does not know it. */
export interface UploadProgress {
  readonly sent: number;
  readonly total: number | null;
}

export interface Upload {
  readonly address: string;
  readonly file: Blob;
  readonly onprogress: (progress: UploadProgress) => void;
  /** Everything has left the browser; the answer may take a while. */
  readonly onsent: () => void;
  readonly signal: AbortSignal;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Posts a file as it is and gives the JSON answer. By XMLHttpRequest, because `fetch` cannot tell how much of a body has been sent.
 * Throws an ApiError, or the signal's reason when it was called off.
 */
export function upload({ address, file, onprogress, onsent, signal }: Upload): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total, lengthComputable }) =>
      onprogress({ sent: loaded, total: lengthComputable ? total : null });
    request.upload.onload = onsent;
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer);
      else reject(errorOf(request.status, answer));
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('Called off.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
