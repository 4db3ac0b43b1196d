"""The composition root: builds the parts from the settings, one function per stage, and the steps of the clock."""
