export interface Health {
  readonly status: 'ok' | 'stopping' | 'database-unreachable';
  readonly version: string;
  readonly uptimeMs: number;
}
