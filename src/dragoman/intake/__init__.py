"""Files, streams and strings in, one `Raw` each out: decoded, with the metadata that the file itself gives."""

from dragoman.intake.files import from_text, read_path, read_stream, with_options

__all__ = ["from_text", "read_path", "read_stream", "with_options"]
