/** How a plan is made that evidence vouches for: whole, refreshed, without variables from outside. */
export const planArguments = ['plan', '-input=false', '-no-color'] as const;
