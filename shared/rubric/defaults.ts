/** Mean pair distance (0..1) above which a revealed dimension counts as split, until a project sets its own. */
export const DEFAULT_SPLIT_THRESHOLD = 0.2;
/** Lower limit of alpha a project wants to see before it labels on (Krippendorff 2004: .667 for tentative conclusions). */
export const DEFAULT_ALPHA_THRESHOLD = 0.667;
