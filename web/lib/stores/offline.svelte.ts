/** Whether nothing comes from the server, so that screens can say so: as the browser tells, or the last thing that was asked for. */
class Connectivity {
  isOffline = $state(false);
}

export const connectivity = new Connectivity();
