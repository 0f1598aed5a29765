# The catalogue as a project of its own.
./.
