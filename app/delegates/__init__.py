"""The delegate's page: my questions, the answers, the pledges and where they stand."""
