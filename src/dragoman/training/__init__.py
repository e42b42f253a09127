"""Training the encoder on labelled pairs. The only room that imports torch and transformers (extra `train`)."""
