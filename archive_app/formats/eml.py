"""Mails (.eml), newsletters above all: the text of the mail, with what its headers say."""

import re
from collections.abc import Sequence
from datetime import date
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePath

from archive_app.errors import UnreadableFileError
from archive_app.formats.decoding import decode
from archive_app.formats.limits import check_length
from archive_app.formats.mime import MimePart, read_headers, text_parts
from archive_app.formats.stated import file_facts
from archive_app.model.article import Original, Part
from archive_app.parsing.document import TextDocument
from archive_app.parsing.facts import StatedFacts
from archive_app.parsing.lines import Line, read_lines
from archive_app.parsing.markup import lighten
from archive_app.parsing.page_lines import markup_lines

_SUFFIXES = frozenset({".eml"})
# Text files begin with lines such as "From:" and "Date:", too; these headers only mail programs write.
_MAIL_ONLY = ("Message-ID", "Received", "Return-Path", "MIME-Version", "DKIM-Signature", "Delivered-To", "X-Mailer")
_ABOUT = ("From", "Subject", "Date", "To")
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_PASSED_ON = re.compile(r"^(?:(?:fwd?|wg|tr|rv|doorst|vs|vb|re|aw|antw|sv|ref?)\s{0,3}:\s{0,3}){1,5}", re.IGNORECASE)
_FORWARDED = re.compile(r"^(?:fwd?|wg|tr|rv|doorst|vb)\s{0,3}:", re.IGNORECASE)
# What the sender's program puts around a newsletter; lines of the letter itself are longer than these.
_LONGEST_FURNITURE = 160
_FURNITURE = re.compile(
    r"(?:view|read|open|see)\b.{0,40}\b(?:in (?:your |a |the )?(?:web )?browser|online|on the web)"
    r"|(?:unsubscribe|manage (?:your )?(?:preferences|subscription)|update your preferences|email preferences)"
    r"|(?:im browser|online) (?:ansehen|anzeigen|öffnen|lesen)|newsletter (?:abbestellen|abmelden)|abmelden|abbestellen"
    r"|(?:voir|lire|afficher) .{0,40}(?:en ligne|navigateur)|se (?:désabonner|désinscrire)"
    r"|ver .{0,40}(?:en línea|navegador|no navegador)|(?:darse de baja|cancelar (?:la )?suscripción|descadastrar)"
    r"|(?:visualizza|apri) .{0,40}browser|annulla (?:l['’])?iscrizione|bekijk .{0,40}browser|uitschrijven"
    r"|メールの配信停止|ブラウザで表示|退订|在浏览器中查看|отписаться",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_LONGEST_SIGNATURE = 1_000


class EmlFormat:
    """A mail as mail programs save it."""

    name = "eml"
    suffixes = _SUFFIXES

    def sniff(self, original: Original) -> bool:
        """Say yes to mail headers; where the name says mail, fewer of them are enough."""
        head = read_headers(original.data[:50_000]).headers
        about = sum(name in head for name in _ABOUT)
        if PurePath(original.name).suffix.lower() in _SUFFIXES:
            return about > 0
        return about > 1 and any(name in head for name in _MAIL_ONLY)

    def read(self, original: Original) -> TextDocument:
        """Read the mail's text, its HTML form where it has one, without what frames a newsletter."""
        message = read_headers(original.data)
        parts = [message] if message.content_type in _ENCRYPTED else list(text_parts(message))
        if any(part.content_type in _ENCRYPTED for part in parts):
            raise UnreadableFileError(
                f"“{original.name}” is an encrypted mail. Decrypt it in your mail program, and save that."
            )
        shown = [part for part in parts if not part.is_attachment and part.content_type.startswith("text/")]
        for kind in ("text/html", "text/plain"):
            for part in shown:
                lines, encoding = _read_part(original.name, part) if part.content_type == kind else ((), "")
                if any(character.isalnum() for line in lines for character in line.text):
                    return TextDocument(tuple(lines), encoding, _facts(message))
        raise UnreadableFileError(
            f"“{original.name}” is a mail without text of its own. If the article is attached, import that file."
        )


def _read_part(name: str, part: MimePart) -> tuple[Sequence[Line], str]:
    decoded = decode(part.data, part.charset)
    check_length(name, len(decoded.text))
    lines = (
        markup_lines(lighten(decoded.text).markup)
        if part.content_type == "text/html"
        else read_lines(_unsigned(decoded.text))
    )
    return [line for line in lines if not _is_furniture(line.text)], decoded.encoding


def _is_furniture(text: str) -> bool:
    return len(text) <= _LONGEST_FURNITURE and _FURNITURE.search(text) is not None


def _unsigned(text: str) -> str:
    """Take off the signature that "-- " on a line of its own begins."""
    signatures = [mark.start() for mark in _SIGNATURE.finditer(text, max(0, len(text) - _LONGEST_SIGNATURE))]
    return text[: signatures[0]] if signatures and text[: signatures[0]].strip() else text


def _facts(message: MimePart) -> StatedFacts:
    subject = message.header("Subject")
    sender, _ = parseaddr(message.header("From"))
    unsure = {Part.BYLINE}  # A sender is often a newsroom or a program.
    if _FORWARDED.match(subject):
        unsure.add(Part.PUBLISHED)
    return file_facts(
        "mail header",
        title=_PASSED_ON.sub("", subject),
        byline=sender,
        published=_sent(message.header("Date")),
        # Newsletter services put the address of the letter on the web here.
        url=message.header("List-Post").strip("<> ") or message.header("Archived-At").strip("<> "),
        unsure=unsure,
    )


def _sent(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
