"""The open programming interface: one case in, one result out, the same as the command `egenkraft calculate`."""
