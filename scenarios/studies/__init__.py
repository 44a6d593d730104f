"""Studies: questions to the model itself that anyone can rerun."""
