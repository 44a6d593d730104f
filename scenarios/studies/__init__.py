"""Studies: what others measured, side by side with what the model says; each module prints its page of the docs."""
