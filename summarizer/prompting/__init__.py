"""Prompts: files that are read and checked, messages with the article fenced in, and answers that are read strictly."""
