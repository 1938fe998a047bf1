/** What is known of the server, so that screens can say so. */
class Connectivity {
  /** Nothing comes from it: as the browser tells, or the last thing that was asked for. */
  isOffline = $state(false);
  /** It speaks another protocol than this page, which must be reloaded before anything is trusted. */
  isTooOld = $state(false);
}

export const connectivity = new Connectivity();
