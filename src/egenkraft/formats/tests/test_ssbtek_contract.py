"""Our messages against the published contract: XSD of SSBTEK and CSN, OpenAPI of LEFI."""

import base64
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from lxml import etree

from egenkraft.formats import jsontext
from egenkraft.formats.api import ssbtek
from egenkraft.formats.ssbtek import Agency
from egenkraft.formats.tests import mothers
from egenkraft.formats.tests.shared_files import ANSWERS, SCHEMAS, need

SAMPLES = Path(__file__).parent / "samples"
SSBT_XSD = SCHEMAS / "se/forsakringskassan/schema/integration/ssbt/_10/sammansatt_bastjanst_v10.xsd"
LEFI_API = SCHEMAS / "se/forsakringskassan/schema/lefi/lefi-formansinformation-v9.openapi.yaml"

# CSN's schema imports one that is not published with it; any content stands in for it.
MISSING_IMPORT = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
 targetNamespace="http://www.sambruk.se/SBNyttomeddelanden" elementFormDefault="qualified">
 <xs:complexType name="SBNUppgEkBistandBegar"><xs:sequence>
 <xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType>
</xs:schema>"""


@pytest.fixture(scope="module")
def ssbt_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(need(SSBT_XSD))))


def content_of(message: bytes) -> etree._Element:
    return etree.fromstring(message)[0][0]


def check(schema: etree.XMLSchema, element: etree._Element) -> None:
    copied = etree.fromstring(etree.tostring(element))
    assert schema.validate(copied), schema.error_log


def test_the_question_follows_the_schema(ssbt_schema: etree.XMLSchema) -> None:
    check(ssbt_schema, content_of(ssbtek.encode_request(mothers.question())))
    check(ssbt_schema, content_of(ssbtek.encode_request(ssbtek.TestFraga())))


@pytest.mark.parametrize("answer", [mothers.full_answer(), mothers.partial_answer()], ids=["full", "partial"])
def test_the_answer_follows_the_schema(ssbt_schema: etree.XMLSchema, answer: ssbtek.Svar) -> None:
    check(ssbt_schema, content_of(ssbtek.encode_response(answer)))


def test_the_test_answer_and_the_fault_detail_follow_the_schema(ssbt_schema: etree.XMLSchema) -> None:
    error = ssbtek.AgencyError(ssbtek.Kalla.BT, "1", ("Fel",))
    answer = ssbtek.TestSvar({Agency.AF: True, Agency.FK: False}, {Agency.AF: error})
    check(ssbt_schema, content_of(ssbtek.encode_test_response(answer)))
    detail = content_of(ssbtek.encode_fault(mothers.FAULT)).find("detail")
    assert detail is not None
    check(ssbt_schema, detail[0])


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("ssbtek-*.xml")), ids=lambda path: path.stem)
def test_our_samples_follow_the_schema(ssbt_schema: etree.XMLSchema, path: Path) -> None:
    check(ssbt_schema, content_of(path.read_bytes()))


def test_our_csn_answer_follows_csns_schema(tmp_path: Path) -> None:
    shutil.copytree(need(SCHEMAS / "se/csn"), tmp_path / "se/csn")
    stand_in = tmp_path / "se/sambruk/sbnyttomeddelanden/SBNUppgEkBistandBegar_v1_0.xsd"
    stand_in.parent.mkdir(parents=True)
    stand_in.write_text(MISSING_IMPORT)
    schema = etree.XMLSchema(etree.parse(str(tmp_path / "se/csn/schema/v4_0/kommunfraga/kommunfraga.xsd")))
    sent = content_of(ssbtek.encode_response(mothers.full_answer()))
    inner = sent.find(".//{*}CSN/{*}data/{*}svar")
    assert inner is not None
    assert inner.text is not None
    check(schema, etree.fromstring(base64.b64decode(inner.text)))


@pytest.mark.parametrize(
    ("name", "message", "path"),
    [
        (
            "LefiExternFormansinformationFraga",
            ssbtek.encode_request(mothers.question()),
            ".//{*}FK/{*}fraga/{*}lefiJsonFraga",
        ),
        (
            "LefiExternFormansinformationSvar",
            ssbtek.encode_response(mothers.full_answer()),
            ".//{*}FK/{*}data/{*}lefiJsonSvar",
        ),
    ],
)
def test_our_lefi_json_follows_the_published_api(name: str, message: bytes, path: str) -> None:
    api = yaml.load(need(LEFI_API).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    inner = content_of(message).find(path)
    assert inner is not None
    assert inner.text is not None
    document = jsontext.loads(base64.b64decode(inner.text), "LEFI")
    schema = {"$ref": f"#/components/schemas/{name}", "components": strict(api["components"])}
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


def strict(node: object) -> object:
    """The API's schemas allow unknown keys; a misspelt key of ours must be found."""
    if isinstance(node, dict):
        result = {key: strict(value) for key, value in node.items()}
        if node.get("type") == "object" and "properties" in node:
            result["additionalProperties"] = False
        return result
    return [strict(item) for item in node] if isinstance(node, list) else node


def test_the_published_sample_answers_are_read() -> None:
    found: dict[Agency, ssbtek.AgencyData | ssbtek.AgencyError] = {}
    for path in sorted(need(ANSWERS).glob("*.xml")):
        answer = ssbtek.decode_response(path.read_bytes())
        assert isinstance(answer, ssbtek.Svar)
        found.update(answer.svarsdata)
    assert set(found) == set(Agency)
    assert not [agency for agency, content in found.items() if isinstance(content, ssbtek.AgencyError)]
    reading = ssbtek.read_facts(ssbtek.Svar(svarsdata=found), "199001011234", ssbtek.ALL_AGENCIES)
    assert reading.gaps == ()
    assert {fact.kind for fact in reading.facts} == {
        ssbtek.FactKind.AF_REGISTRATION,
        ssbtek.FactKind.A_KASSA_MEMBERSHIP,
        ssbtek.FactKind.CAPITAL_INCOME,
        ssbtek.FactKind.A_KASSA,
        ssbtek.FactKind.VEHICLE,
        ssbtek.FactKind.PERMIT,
    }
