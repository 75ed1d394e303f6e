"""Letters that press: made together for many agencies, one an agency, printed and issued one by one."""
