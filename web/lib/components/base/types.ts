/* Types that base components share with whoever feeds them. */

/** What every control in a Field says of itself. */
export interface FieldWords {
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
  optional?: boolean | undefined;
  labelHidden?: boolean | undefined;
}

export interface FieldControl {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly href?: string;
}

export interface Tab<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly count?: number;
}

export type Tone = 'neutral' | 'accent' | 'ok' | 'caution' | 'danger' | 'split' | 'ruled';
