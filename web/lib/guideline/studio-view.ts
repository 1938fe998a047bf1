/** What of the studio is in front where the window is too narrow for all of it. */
export type View = 'text' | 'outline' | 'rubric' | 'tray';
