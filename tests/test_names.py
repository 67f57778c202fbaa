"""Retired names: modules, classes and functions use standard terms."""

import ast
import subprocess

from django.conf import settings


def names(text):
    return frozenset(text.split())


MODULES = names(
    """
addresses gone keys naming promises markup gate belonging reading counting freshness loaders
signin catalogues environment giving trail signing registers heirs kinds putting told shared
vanished moves nextdraft recording correcting making order units desk pieces placing storing
saves picking telling differing wording readable uniting parting steps asking opened compiling
nodes alike rings spelling highlighting intake knowledge filing replacing renewing aligning wire
child pictures assignments fidelity check review furniture contents unglued marks bodies issuers
voices stated titles people introductions participants recommended vocabulary outline sheet
bounds numerals words losses body type door objects shapes records pages parameters problems
documentation columns tables matrix strip timeline numbers samples design said sent kept bench
unit piece adding renewal imports access versions save
"""
)
CLASSES = names(
    """
Deed Tries Saving Wishes File Undoing Union Distinct Told Merged Stretch Difference Change Place
Pick PickField Register Putting Keys Kind Rows Telling Reader Thing Entry Question Sought
Understood UnparsedError All Either Without Near Allowance Opened Pin Found Indexed Workshop
Bodies Rings Walk Asking Reading Company Draft Earlier Matched Plan Renewal Settling Unit Fault
Introduction Answer GarbledError Sheet Losses Type Names Opening Promise Consequence Gone Shared
Name AsWritten WordsFilter
"""
)
FUNCTIONS = names(
    """
put_up take_down named_by_a_published_report is_named_through claim move held is_handed_out tell
slugged collapsed lines_of fault_of few_values called alike frequent in_order soon made note
written_down ensure_kept present readers_have working hold wait_longer take_over put by_depth
upgraded translated once recorded_anew heir heir_at let_it_take_over write_it_down
let_bodies_be_found mark_what_readers_get correction settle misplaced put_in_place rehome
hand_over keep asked said told shown saved posted ordered changes stretches told_apart listed
rows_pointing_to twin combine take_forms leave_forms unite undo tell_apart suggested
sharing_a_word likeness take subject base_of who_changed row_at fields_at more_of settle_voice
given_back unharmed nowhere seal_of hand_out understand sought widened besides can_be_loosened
instead_of compiled beginning anywhere either forms_of common_stem unranked remembered
remembered_names tally but_for every steps_through say_anew begun throw_away take_turns
one_state cutter as_written as_stems register_cutters places_of spoken_places other_places cut
take_in stored place_for to_renew strangers unglued set_aside of_words of_layout goes_on
heads_on unworded finish_all doubt broken_off packed unpacked plain count_edits_from_here
handed_out only_known_from empty retitled nested_otherwise reworded uncovered printed without
gather for_machines refuse_strangers several one_of fresh kept_or_made program speak
answer_first asked_under said_under
"""
)

# {old name: why it may stay where it is, as the field's own term}
MODULE_REASONS = {
    "reports.admin.people": "the admin pages of people and organizations",
    "reports.admin.vocabulary": "the admin pages of themes and instruments",
    "reports.models.assignments": "ThemeAssignment, a model",
    "reports.models.people": "models of people and organizations",
    "reports.models.vocabulary": "models of themes and instruments",
    "portal.imports": "the package that imports documents",
    "portal.management.commands.outline": "the name of the command",
    "portal.site.participants": "the page of that name",
}
CLASS_REASONS = {
    f"{module}.Kind": "the choices of the field `kind`"
    for module in (
        *("reports.models.sessions", "reports.models.attachment", "reports.models.organizations"),
        *("reports.models.source", "portal.notifications.models", "recommendations.lineage"),
    )
} | {"portal.follow_up.answers.Answer": "what a body answers to a recommendation"}
FUNCTION_REASONS = {
    "reports.models.assignments.suggested": "a queryset of what is suggested",
}


def source_files():
    names = subprocess.run(
        ["git", "ls-files", "portal", "reports", "recommendations"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return [
        settings.BASE_DIR / name
        for name in names
        if name.endswith(".py") and "/migrations/" not in name
    ]


def module_name(path):
    relative = path.relative_to(settings.BASE_DIR).with_suffix("")
    return ".".join(relative.parts).removesuffix(".__init__")


def definitions(kind):
    """Yield (module, name) of every definition of a kind, methods included."""
    for path in source_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kind):
                yield module_name(path), node.name


def test_no_module_has_a_retired_name():
    modules = {module_name(path) for path in source_files()}
    used = {name for name in modules if name.rpartition(".")[2] in MODULES}

    assert used == set(MODULE_REASONS)


def test_no_class_has_a_retired_name():
    used = {f"{module}.{name}" for module, name in definitions(ast.ClassDef) if name in CLASSES}

    assert used == set(CLASS_REASONS)


def test_no_function_or_method_has_a_retired_name():
    used = {
        f"{module}.{name}"
        for module, name in definitions((ast.FunctionDef, ast.AsyncFunctionDef))
        if name in FUNCTIONS
    }

    assert used == set(FUNCTION_REASONS)
