"""The command line: one thin module over geodata, sim, scenarios and dashboard.

Every command brings in what it needs when it is called, so that `stadslab --help` answers at once. Exit codes: 0 done,
1 ran and found a problem, 2 bad input, 130 interrupted. What goes wrong is told in words; `STADSLAB_DEBUG=1` shows where.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

FOUND_A_PROBLEM, BAD_INPUT, INTERRUPTED = 1, 2, 130
LARGEST_SEED = 2**31 - 1


class Calm(TyperGroup):
    """Commands whose failures end in a sentence and an exit code, never in a traceback."""

    def invoke(self, context: Any) -> Any:
        """Run the command; see `_told` for what is said when it fails."""
        from scenarios.commands import keep_compiled_kernels

        as_json = "--json" in (*getattr(context, "_protected_args", ()), *context.args)
        try:
            keep_compiled_kernels()  # before anything imports numba
            code = super().invoke(context)
        except (KeyboardInterrupt, BrokenPipeError):
            raise typer.Exit(INTERRUPTED) from None
        except Exception as trouble:
            if _is_for_typer(trouble):
                if as_json and hasattr(trouble, "format_message"):  # a wrong option; a machine gets it as an object too
                    raise typer.Exit(_told_usage(trouble)) from None
                raise
            raise typer.Exit(_told(trouble, bool(context.meta.get("json")))) from None
        raise typer.Exit(code if isinstance(code, int) else 0)


def _is_for_typer(trouble: Exception) -> bool:
    """Whether an exception belongs to the command line itself: a wrong option, a wanted exit."""
    makers = {kind.__module__.split(".")[0] for kind in type(trouble).__mro__}
    return bool(makers & {"click", "typer"})


def _told_usage(trouble: Any) -> int:
    """Say as one JSON object what is wrong with the options of a command."""
    from scenarios import Problem
    from scenarios.commands import say_problems

    context = getattr(trouble, "ctx", None)
    where = context.command_path if context else "stadslab"
    say_problems(
        [Problem("stadslab", None, "", " ".join(trouble.format_message().split()), f"see {where} --help")], True
    )
    return BAD_INPUT


def _told(trouble: Exception, as_json: bool) -> int:
    """Say what went wrong and what to do; returns the exit code."""
    from scenarios import Problem, Unusable
    from scenarios.commands import say_problems

    if os.environ.get("STADSLAB_DEBUG"):
        import traceback

        traceback.print_exception(trouble)
    if isinstance(trouble, Unusable):
        say_problems(trouble.problems, as_json)
        return BAD_INPUT
    words = " ".join(str(trouble).split())[:300]
    wanted = "another try; if it comes back, tell us the command, with what STADSLAB_DEBUG=1 shows"
    say_problems([Problem("stadslab", None, "", f"{type(trouble).__name__}: {words}".rstrip(": "), wanted)], as_json)
    return BAD_INPUT


def _remember(context: typer.Context, value: bool) -> bool:
    context.meta["json"] = value
    return value


Json = Annotated[
    bool, typer.Option("--json", callback=_remember, help="One JSON object on standard output, for machines.")
]
Seed = Annotated[int | None, typer.Option(min=0, max=LARGEST_SEED, help="Seed of all draws; else the scenario's own.")]
City = Annotated[str | None, typer.Option(help="Another city than the scenario's own, by name or path.")]
Replace = Annotated[bool, typer.Option("--replace", help="Overwrite a city of yours that has this name.")]

HELP = "Stadslab: a virtual city that answers what-ifs. Begin with `stadslab showroom` or `stadslab list`."
app = typer.Typer(
    cls=Calm, help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
city_app = typer.Typer(help="Make, bring in or describe a city.", no_args_is_help=True)
app.add_typer(city_app, name="city")
inventory_app = typer.Typer(
    help="Covenant of Mayors inventories in and out, and what a reviewer looks for.", no_args_is_help=True
)
app.add_typer(inventory_app, name="inventory")


def _voice(as_json: bool) -> Any:
    from scenarios.commands import Voice

    return Voice(as_json)


@app.command("list")
def list_(as_json: Json = False) -> int:
    """Scenarios, measures, contracts, actors, cities and charts that exist."""
    from dashboard.charts import CHARTS
    from scenarios.commands import list_everything

    return list_everything(_voice(as_json), {name: chart.title for name, chart in CHARTS.items()})


@app.command()
def check(files: Annotated[list[str], typer.Argument(metavar="FILE...")], as_json: Json = False) -> int:
    """Every problem of scenario, parameter or city files at once; exit 1 when there are only warnings."""
    from scenarios.commands import check_files

    return check_files(_voice(as_json), files)


@app.command()
def schema(as_json: Json = False) -> int:
    """The JSON Schema of scenario files, for editors."""
    from scenarios.commands import print_schema

    return print_schema()


@app.command()
def run(
    scenario: Annotated[str, typer.Argument(help="Name in the library, or path of a file.")],
    seed: Seed = None,
    city: City = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the results; else results/<scenario>-<city>-<seed>.")
    ] = None,
    attribute: Annotated[bool, typer.Option("--attribute", help="Also say what each measure saved.")] = False,
    weather: Annotated[Path | None, typer.Option(help="An EPW file in place of the typical Belgian year.")] = None,
    as_json: Json = False,
) -> int:
    """One run of a scenario: prints the summary, writes the results folder."""
    from scenarios.commands import run_one

    return run_one(_voice(as_json), scenario, seed, city, out, attribute, weather)


@app.command()
def compare(
    scenarios: Annotated[list[str], typer.Argument(metavar="A B...", help="The first one is the yardstick.")],
    runs: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Seeds; else as many as the first one says.")
    ] = None,
    city: City = None,
    as_json: Json = False,
) -> int:
    """Scenarios side by side with the same seeds: what each changes against the first."""
    from scenarios.commands import compare_scenarios

    return compare_scenarios(_voice(as_json), scenarios, runs, city)


@app.command("bank-file")
def bank_file(
    scenario: Annotated[str, typer.Argument(help="Name in the library, or path of a file.")],
    city: City = None,
    seed: Seed = None,
    villages: Annotated[
        int, typer.Option(min=0, max=100, help="Villages that bundle the same programme into one ticket.")
    ] = 0,
    out: Annotated[Path | None, typer.Option(help="A file for it, as JSON.")] = None,
    as_json: Json = False,
) -> int:
    """What a financier would want to read of a scenario's largest programme: cash, cover, risks, missing papers."""
    from scenarios.commands import show_bank_file

    return show_bank_file(_voice(as_json), scenario, city, seed, villages, out)


@app.command()
def ensemble(
    scenario: Annotated[str, typer.Argument(help="Name in the library, or path of a file.")],
    runs: Annotated[int | None, typer.Option(min=2, max=10_000, help="Runs of the band; else 20.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=1000, help="Processes side by side; else one for each processor.")
    ] = None,
    city: City = None,
    seed: Seed = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the results; else results/<scenario>-<city>-ensemble_<runs>.")
    ] = None,
    fixed_parameters: Annotated[
        bool, typer.Option("--fixed-parameters", help="Other seeds only; every number as it stands in the book.")
    ] = False,
    repeats: Annotated[
        int | None, typer.Option(min=0, help="Rows run with a second seed, to tell luck from numbers; else 8.")
    ] = None,
    versus: Annotated[str | None, typer.Option(help="Another scenario: bands of the paired differences to it.")] = None,
    as_json: Json = False,
) -> int:
    """Many seeds and sampled numbers: median, bands, how often the pledge is met; resumes after a kill."""
    from scenarios.commands import run_many

    return run_many(_voice(as_json), scenario, runs, workers, city, seed, out, fixed_parameters, repeats, versus)


@app.command()
def export(
    results_or_scenario: Annotated[
        str, typer.Argument(help="A folder of results; or a scenario by name or path, which is then run.")
    ],
    formats: Annotated[
        str, typer.Option("--format", help="ocds, value_map, events, long, or some with commas between.")
    ] = "ocds,value_map,events,long",
    out: Annotated[Path | None, typer.Option(help="Folder for the files; else beside the results.")] = None,
    names: Annotated[
        Path | None, typer.Option(help="A YAML file of yours with real names: `city_hall: City of Example`.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Write a run as open contracting data, value map, event log and long table; exit 1 when a part is missing."""
    from scenarios.commands import export_run

    return export_run(_voice(as_json), results_or_scenario, formats, out, names)


@app.command()
def report(
    scenario: Annotated[str, typer.Argument(help="Name in the library, or path of a file.")],
    formats: Annotated[
        str, typer.Option("--format", help="pdf, xlsx, html, or some with commas between.")
    ] = "pdf,xlsx,html",
    lang: Annotated[str, typer.Option(help="Language of the report: nl, fr, de or en.")] = "en",
    city: City = None,
    seed: Seed = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the files; else results.")] = None,
    ensemble: Annotated[
        Path | None, typer.Option(help="Folder of an ensemble of the same plan: the report then tells its bands.")
    ] = None,
    as_json: Json = False,
) -> int:
    """The report a council would read: answer, measures, money, risks, assumptions, limits."""
    from scenarios.commands import write_report

    return write_report(_voice(as_json), scenario, formats, lang, city, seed, out, ensemble)


@city_app.command("new")
def city_new(
    archetype: Annotated[str | None, typer.Argument(metavar="[ARCHETYPE]", help="A city of the library.")] = None,
    inhabitants: Annotated[int | None, typer.Option(help="2,000 to 500,000; else as the archetype.")] = None,
    nis: Annotated[str | None, typer.Option(help="Code of a municipality in the table of --stock.")] = None,
    stock: Annotated[Path | None, typer.Option(help="Statbel's table of the building stock (CSV).")] = None,
    population: Annotated[Path | None, typer.Option(help="Statbel's table of the population (CSV).")] = None,
    codes: Annotated[Path | None, typer.Option(help="Table of codes and names; else <stock>_codes.csv.")] = None,
    after: Annotated[str | None, typer.Option("--archetype", help="Lends what no table tells; else chosen.")] = None,
    scale: Annotated[float | None, typer.Option(help="Drawn size of a municipality over its real size.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, max=LARGEST_SEED, help="Dice of the drawing.")] = None,
    name: Annotated[str | None, typer.Option(help="Name of the new city.")] = None,
    replace: Replace = False,
    as_json: Json = False,
) -> int:
    """Draw a city after an archetype, or with the building stock of a municipality: --nis CODE --stock FILE."""
    from scenarios.commands import asks_for_municipality, new_municipality, new_town

    voice, model = _voice(as_json), after or archetype
    if asks_for_municipality(model, inhabitants, nis, stock, population, codes, scale):
        return new_municipality(voice, nis, stock, population, codes, model, scale, seed, name, replace)
    return new_town(voice, model, inhabitants, seed, name, replace)


@city_app.command("import")
def city_import(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="OpenStreetMap extracts or tables of shapes.")],
    name: Annotated[str, typer.Option(help="Name of the city from now on.")],
    replace: Replace = False,
    as_json: Json = False,
) -> int:
    """Bring in a real place from open map files."""
    from scenarios.commands import import_town

    return import_town(_voice(as_json), files, name, replace)


@city_app.command("info")
def city_info(name: Annotated[str, typer.Argument(help="Name or path of a city.")], as_json: Json = False) -> int:
    """Describe a city: counts, and how much of it was read or filled in."""
    from scenarios.commands import show_town

    return show_town(_voice(as_json), name)


Alias = Annotated[
    list[str] | None,
    typer.Option(
        "--alias", metavar="LABEL=WORD", help="What a label of the file means, such as Kolen=coal; or ignore."
    ),
]


@inventory_app.command("import")
def inventory_import(
    file: Annotated[Path, typer.Argument(help="An Excel (.xlsx), CSV or JSON file.")],
    name: Annotated[str | None, typer.Option(help="Name from now on; else that of the file.")] = None,
    alias: Alias = None,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite an inventory that has this name.")] = False,
    as_json: Json = False,
) -> int:
    """Bring in an inventory: tables are found by their labels; confirmed labels are remembered."""
    from scenarios.commands import import_inventory

    return import_inventory(_voice(as_json), file, name, alias or [], replace)


@inventory_app.command("export")
def inventory_export(
    run_or_name: Annotated[
        str, typer.Argument(help="A folder of results, the name of an inventory, or a file of one.")
    ],
    formats: Annotated[str, typer.Option("--format", help="xlsx, csv, json, or some with commas between.")] = "xlsx",
    out: Annotated[Path | None, typer.Option(help="Folder, or file of that form; else the folder you are in.")] = None,
    language: Annotated[str, typer.Option(help="Language of the labels: en, nl, fr or de.")] = "en",
    years: Annotated[
        str | None, typer.Option(help="Years of a run, such as 2025,2030; else base, first, target and last year.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Write an inventory with its actions as Excel, CSV or JSON."""
    from scenarios.commands import export_inventory

    return export_inventory(_voice(as_json), run_or_name, formats, out, language, years)


@inventory_app.command("check")
def inventory_check(
    file: Annotated[str, typer.Argument(help="An Excel (.xlsx), CSV or JSON file, a name, or a folder of results.")],
    alias: Alias = None,
    as_json: Json = False,
) -> int:
    """What a reviewer would remark; exit 1 when there are only warnings, 2 when it cannot be used so."""
    from scenarios.commands import check_inventory

    return check_inventory(_voice(as_json), file, alias or [])


@inventory_app.command("fit")
def inventory_fit(
    city: Annotated[str, typer.Argument(help="Name or path of a city.")],
    inventory: Annotated[str, typer.Option(help="A file or the name of an inventory that was brought in.")],
    year: Annotated[int | None, typer.Option(help="Year of the inventory; else its baseline year.")] = None,
    out: Annotated[Path | None, typer.Option(help="Scenario file to write; else <city>_as_<inventory>.yaml.")] = None,
    seed: Annotated[int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of the city's draws.")] = 1,
    name: Annotated[
        str | None, typer.Option(help="Keep the city under this name too, with the inventory's base year and targets.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite the scenario file and that city.")] = False,
    as_json: Json = False,
) -> int:
    """Fit a city to a given inventory: named levers move within their spread, what remains is explained."""
    from scenarios.commands import fit_inventory

    return fit_inventory(_voice(as_json), city, inventory, year, seed, out, name, replace)


@app.command()
def validate(files: Annotated[list[str], typer.Argument(metavar="FILE.jsonl...")], as_json: Json = False) -> int:
    """Judge the model by cases of others; exit 1 when one fails."""
    from scenarios.commands import validate_files

    return validate_files(_voice(as_json), files)


@app.command()
def bench(
    only: Annotated[list[str] | None, typer.Option(help="Only this row; may be given several times.")] = None,
    as_json: Json = False,
) -> int:
    """Measure how fast the city is; exit 1 when a goal is missed."""
    from scenarios.commands import measure_speed

    return measure_speed(_voice(as_json), only or [])


@app.command()
def hindcast(
    waves: Annotated[
        int, typer.Option(min=1, max=10, help="Waves of samples; each looks where the last left something.")
    ] = 1,
    samples: Annotated[int, typer.Option(min=5, max=5_000, help="Samples of the six parameters in a wave.")] = 80,
    seeds: Annotated[int, typer.Option(min=1, max=100, help="Seeds, the same for every sample.")] = 3,
    inhabitants: Annotated[int, typer.Option(min=2_000, max=100_000, help="Size of the drawn town.")] = 2_500,
    observed: Annotated[Path | None, typer.Option(help="Another table of observations than the study's own.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the result file, the tables and the pictures.")] = None,
    as_json: Json = False,
) -> int:
    """Live 2010 to 2024 again and hold it against what was observed; exit 1 when a figure misfits."""
    from scenarios.commands import rerun_hindcast

    return rerun_hindcast(_voice(as_json), waves, samples, seeds, inhabitants, observed, out)


@app.command()
def showroom(
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; else the first free one from 8050 on.")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; the usual one is this machine alone.")] = "127.0.0.1",
    as_json: Json = False,
) -> None:
    """Start the showroom and say its address; ends with Ctrl-C."""
    from dashboard.serve import serve

    voice = _voice(as_json)
    serve(port, host, tell=lambda words: voice.answer({"address": words.split()[-1]}, words))


def main() -> None:
    """Entry point of the installed command."""
    app()


if __name__ == "__main__":
    sys.exit(main())
