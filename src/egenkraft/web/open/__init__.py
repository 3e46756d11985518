"""Pages open to all: the start, the rules in force, a calculator that saves nothing, how the site can be used."""
