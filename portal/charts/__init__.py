"""Charts as pictures without script: where everything stands (pure), and the numbers they show."""
