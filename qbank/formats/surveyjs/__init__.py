"""SurveyJS quizzes."""
