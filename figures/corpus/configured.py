"""The name of the configuration that may lie among texts and is none of them."""

#: Options of the commands, kept beside the texts.
CONFIGURATION = "figures.toml"
