"""Everything that Cronicar raises on purpose."""


class CronicarError(Exception):
    """Base of all errors that a user can mend; the message names the file or field, the place and the remedy."""


class InputError(CronicarError):
    """An article cannot be taken in: no such file, not UTF-8, empty, binary, broken JSON, bad date, language."""


class DataError(CronicarError):
    """Language data, knowledge base or model shipped with the package are missing or damaged."""


class VerificationError(CronicarError):
    """A reading breaks its own rules: a span outside the text, an id that nothing has."""
