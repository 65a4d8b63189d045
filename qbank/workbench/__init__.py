"""What notebooks and the command line call: one method a stage, wiring the parts."""
