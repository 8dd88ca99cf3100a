"""Pure functions over text: cleaning, sentences, words, languages and similarity."""
