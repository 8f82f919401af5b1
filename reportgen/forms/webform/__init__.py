"""A form as one HTML file: filled in by a browser without any network, saved as the YAML that ``forms`` writes."""

from reportgen.forms.webform.document import webform

__all__ = ["webform"]
