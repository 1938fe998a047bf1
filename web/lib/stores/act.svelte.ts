import { toApiError, type ApiError } from '#lib/api/error.ts';

/** One thing a person does that the server must confirm: pending while it runs, the failure if it fails. One at a time. */
export class Act {
  #pending = $state(false);
  #error = $state.raw<ApiError | null>(null);

  get pending(): boolean {
    return this.#pending;
  }

  get error(): ApiError | null {
    return this.#error;
  }

  /** The server's words about one field of the form, or null. */
  errorAt(field: string): string | null {
    return this.#error?.field === field ? this.#error.message : null;
  }

  /** The failure when it is about none of these fields: what stands above the form. */
  errorBeyond(...fields: string[]): ApiError | null {
    return this.#error !== null && !fields.includes(this.#error.field ?? '') ? this.#error : null;
  }

  forgive(): void {
    this.#error = null;
  }

  /** Runs it unless it is already running; true when it succeeded. What is typed stays where it is on failure. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.#pending) return false;
    this.#pending = true;
    this.#error = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.#error = toApiError(error);
      return false;
    } finally {
      this.#pending = false;
    }
  }
}
