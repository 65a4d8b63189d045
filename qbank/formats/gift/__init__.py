"""GIFT, and Aiken, which is a part of what GIFT can say."""
