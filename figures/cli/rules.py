"""`figures rules`: what the tool looks for, and the page of each rule."""

from __future__ import annotations

import click

from figures.cli import completion, options


@click.command(
    short_help="List what is looked for, or print the page of a rule.",
    epilog="Example: figures rules sum-mismatch --lang fr",
)
@click.argument("rule", metavar="[RULE]", required=False, shell_complete=completion.values(completion.kinds))
@click.option("--markdown", is_flag=True, help="All pages as one Markdown document.")
@options.lang
def rules(rule: str | None, markdown: bool, lang: str | None) -> None:  # noqa: FBT001
    """List the rules, a line each: id, level, what it looks for; or print the page of a RULE, named by id or by kind.

    A page has the definition, where it comes from, texts that raise the rule and texts that come near and do not.
    """
    from figures.reconciling import rulebook
    from figures.wording import wording

    words = wording(lang or "en")
    if markdown:
        click.echo(rulebook.markdown(words.language), nl=False)
        return
    if rule is None:
        every = rulebook.pages(words.language)
        widest = max(len(page.rule.rule_id) for page in every)
        levels = [words.term("level", page.rule.level) for page in every]
        wide = max(map(len, levels))
        for page, level in zip(every, levels, strict=True):
            kind = words.text("cli.rules.of-kind", kind=page.rule.kind) if page.rule.kind != page.rule.rule_id else ""
            click.echo(f"{page.rule.rule_id.ljust(widest)}  {level.ljust(wide)}  {page.line}{kind}")
        return
    try:
        found = rulebook.pages_of(rule, words.language)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="RULE") from None
    click.echo("\n\n".join("\n".join(rulebook.told(page, words)) for page in found))
