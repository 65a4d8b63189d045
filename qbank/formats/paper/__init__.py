"""Papers and their keys, in Word and as PDF."""
