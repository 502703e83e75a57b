"""Tables, figures, sentences and the files that hold them, in Japanese and English."""
