// What is run and what is observed are SStar's types: who imports this module needs them.
@_exported import SStar
