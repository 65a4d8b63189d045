"""The words on buttons and for screen readers that each library takes with its content; those it shares stand once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from qbank.locale import Lang, say

_CHOICE: Mapping[str, str] = {
    "checkAnswerButton": "h5p-check",
    "submitAnswerButton": "h5p-submit",
    "showSolutionButton": "h5p-solution",
    "tryAgainButton": "h5p-retry",
    "tipsLabel": "h5p-tip",
    "scoreBarLabel": "h5p-score",
    "tipAvailable": "h5p-has-tip",
    "feedbackAvailable": "h5p-has-feedback",
    "readFeedback": "h5p-read-feedback",
    "wrongAnswer": "h5p-wrong",
    "correctAnswer": "h5p-right",
    "shouldCheck": "h5p-should-choose",
    "shouldNotCheck": "h5p-should-not-choose",
    "noInput": "h5p-answer-first",
    "a11yCheck": "h5p-say-check",
    "a11yShowSolution": "h5p-say-solution",
    "a11yRetry": "h5p-say-retry",
}
_VERDICT: Mapping[str, str] = {
    "trueText": "h5p-true",
    "falseText": "h5p-false",
    "score": "h5p-score-at",
    "checkAnswer": "h5p-check",
    "submitAnswer": "h5p-submit",
    "showSolutionButton": "h5p-solution",
    "tryAgain": "h5p-retry",
    "wrongAnswerMessage": "h5p-wrong",
    "correctAnswerMessage": "h5p-right",
    "scoreBarLabel": "h5p-score",
    "a11yCheck": "h5p-say-check",
    "a11yShowSolution": "h5p-say-solution",
    "a11yRetry": "h5p-say-retry",
}
_BLANKS: Mapping[str, str] = {
    "showSolutions": "h5p-solution",
    "tryAgain": "h5p-retry",
    "checkAnswer": "h5p-check",
    "submitAnswer": "h5p-submit",
    "notFilledOut": "h5p-fill-first",
    "answerIsCorrect": "h5p-this-right",
    "answerIsWrong": "h5p-this-wrong",
    "answeredCorrectly": "h5p-right",
    "answeredIncorrectly": "h5p-wrong",
    "solutionLabel": "h5p-key",
    "inputLabel": "h5p-blank",
    "inputHasTipLabel": "h5p-has-tip",
    "tipLabel": "h5p-tip",
    "scoreBarLabel": "h5p-score",
    "a11yCheck": "h5p-say-check",
    "a11yShowSolution": "h5p-say-solution",
    "a11yRetry": "h5p-say-retry",
    "a11yCheckingModeHeader": "h5p-say-checking",
}
_DRAGGING: Mapping[str, str] = {
    "checkAnswer": "h5p-check",
    "submitAnswer": "h5p-submit",
    "tryAgain": "h5p-retry",
    "showSolution": "h5p-solution",
    "dropZoneIndex": "h5p-zone",
    "empty": "h5p-zone-empty",
    "contains": "h5p-zone-holds",
    "ariaDraggableIndex": "h5p-word",
    "tipLabel": "h5p-tip",
    "correctText": "h5p-right",
    "incorrectText": "h5p-wrong",
    "resetDropTitle": "h5p-put-back",
    "resetDropDescription": "h5p-put-back-sure",
    "grabbed": "h5p-word-held",
    "cancelledDragging": "h5p-word-left",
    "correctAnswer": "h5p-key",
    "scoreBarLabel": "h5p-score",
    "a11yCheck": "h5p-say-check",
    "a11yShowSolution": "h5p-say-solution",
    "a11yRetry": "h5p-say-retry",
}
_WRITING: Mapping[str, str] = {
    "checkAnswer": "h5p-compare",
    "submitAnswer": "h5p-submit",
    "tryAgain": "h5p-retry",
    "showSolution": "h5p-points",
    "feedbackHeader": "h5p-feedback",
    "solutionTitle": "h5p-points",
    "remainingChars": "h5p-characters-left",
    "notEnoughChars": "h5p-too-short",
    "messageSave": "h5p-saved",
}
_SET: Mapping[str, str] = {
    "prevButton": "h5p-before",
    "nextButton": "h5p-after",
    "finishButton": "h5p-finish",
    "submitButton": "h5p-submit",
    "textualProgress": "h5p-progress",
    "jumpToQuestion": "h5p-jump",
    "questionLabel": "h5p-question",
    "readSpeakerProgress": "h5p-progress",
    "unansweredText": "h5p-open",
    "answeredText": "h5p-done",
    "currentQuestionText": "h5p-now",
    "navigationLabel": "h5p-navigation",
}
_END: Mapping[str, str] = {
    "noResultMessage": "h5p-over",
    "message": "h5p-result",
    "scoreBarLabel": "h5p-score",
    "solutionButtonText": "h5p-solution",
    "retryButtonText": "h5p-retry",
    "finishButtonText": "h5p-finish",
    "submitButtonText": "h5p-submit",
    "skipButtonText": "h5p-skip",
}


Kind = Literal["choice", "verdict", "blanks", "dragging", "writing", "set", "end"]
_TABLES: Mapping[Kind, Mapping[str, str]] = {
    "choice": _CHOICE,
    "verdict": _VERDICT,
    "blanks": _BLANKS,
    "dragging": _DRAGGING,
    "writing": _WRITING,
    "set": _SET,
    "end": _END,
}


@cache
def words(kind: Kind, lang: Lang) -> Mapping[str, str]:
    """Return the words of a library by the names of its fields."""
    return {field: say(key, lang) for field, key in _TABLES[kind].items()}
