"""Driving the program from outside, with the standard library alone: start it, sign in, send its forms."""
