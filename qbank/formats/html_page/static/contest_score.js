// The score of a contest: each turn counts once, for the team that answered it; the last word on a turn counts.

/** Return what each team has, in their order. */
export function scores(contest, log) {
  const found = contest.teams.map(() => contest.start);
  for (const { turn, team, right } of log) found[team] += changeOf(contest.turns[turn], right);
  return found;
}

/** Return what an answer to a turn earns or costs. */
export function changeOf(turn, right) {
  return right ? turn.marks : -turn.penalty || 0;
}

/** Return the log with a turn answered; who answered it before has it no longer. */
export function scored(log, entry) {
  return [...log.filter((each) => each.turn !== entry.turn), entry];
}

/** Return the answer to a turn, undefined if there is none. */
export function scoreOf(log, turn) {
  return log.find((each) => each.turn === turn);
}
