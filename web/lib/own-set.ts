/** Stands among the ids of templates for "a data set of one's own". */
export const OWN_SET = 'own-set';
