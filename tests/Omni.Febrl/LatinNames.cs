namespace Omni.Febrl;

/// <summary>Names of the English-speaking world, about in the order of how many bear them.</summary>
internal static class LatinNames
{
    public static IReadOnlyList<string> Female { get; } = LatinPlaces.Words(
        "emily jessica sarah emma olivia georgia chloe sophie hannah isabella charlotte grace lucy ruby amelia ella mia zoe lily anna holly caitlin rachel "
        + "lauren rebecca elizabeth katherine victoria maria alice julia laura claire helen susan karen nicole amy kate jane mary margaret patricia linda barbara "
        + "jennifer nancy dorothy sandra ashley kimberly donna carol michelle amanda melissa deborah stephanie sharon cynthia kathleen angela brenda pamela "
        + "virginia diana janet frances heather teresa gloria evelyn jean joan judith rose alison fiona gillian imogen abigail bethany daisy eleanor freya harriet "
        + "jasmine keira matilda molly natalie paige poppy rosie sienna tahlia yasmin brooke erin tessa veronica wendy yvonne");

    public static IReadOnlyList<string> Male { get; } = LatinPlaces.Words(
        "joshua jack thomas james william benjamin daniel samuel matthew nicholas alexander michael lachlan ethan oliver harry ryan jacob luke joseph david "
        + "john robert richard charles george edward henry peter paul mark andrew stephen kevin brian anthony steven kenneth ronald timothy jason jeffrey gary eric "
        + "jonathan larry justin scott brandon gregory patrick dennis jerry tyler aaron adam nathan douglas zachary kyle walter harold jeremy keith roger gerald "
        + "carl terry sean austin arthur lawrence christian albert noah jesse bryan bruce jordan dylan alan ralph gabriel roy juan wayne eugene logan randy louis "
        + "russell vincent philip bobby johnny bradley hugo angus callum connor declan finn hamish isaac kieran liam mitchell oscar rhys toby xavier");

    public static IReadOnlyList<string> Family { get; } = LatinPlaces.Words(
        "smith jones williams brown wilson taylor johnson white martin anderson thompson walker harris clarke ryan campbell green webb lee king robinson wright "
        + "kelly hall young allen hill scott moore baker adams mitchell roberts turner phillips parker evans edwards collins stewart morris murphy cook rogers "
        + "morgan cooper peterson reed bailey bell gomez kennedy ward watson brooks sanders price bennett wood barnes ross henderson coleman jenkins perry powell "
        + "long patterson hughes flores washington butler simmons foster gonzales bryant russell griffin diaz hayes myers ford hamilton graham sullivan wallace "
        + "woods cole west jordan owens reynolds fisher ellis harrison gibson mcdonald cruz marshall ortiz murray freeman wells simpson stevens tucker porter "
        + "hunter hicks crawford boyd mason moreno warren dixon ramos reyes burns gordon shaw holmes rice robertson hunt black daniels palmer mills grant knight "
        + "ferguson stone hawkins dunn perkins hudson spencer gardner stephens payne pierce berry matthews arnold wagner willis watkins olson carroll duncan "
        + "snyder hart cunningham bradley lane andrews ruiz harper fox riley armstrong carpenter weaver greene lawrence elliott chavez sims austin peters kelley "
        + "franklin lawson fields ryder schmidt carr vasquez castillo wheeler chapman oliver montgomery richards williamson johnston banks meyer bishop mccoy "
        + "howell morrison hansen garza harvey little burton stanley george jacobs reid fuller lynch dean gilbert garrett romero welch larson frazier burke "
        + "hanson day mendoza moreland bowman medina fowler brewer hoffman carlson silva pearson holland douglas fleming jensen vargas byrd davidson hopkins may "
        + "terry herrera wade soto walters curtis neal caldwell lowe jennings barnett graves jimenez horton shelton barrett obrien castro sutton gregory "
        + "mckinney lucas miles craig rodriquez chambers holt lambert fletcher watts bates hale rhodes pena beck newman haynes mcdaniel mendez bush vaughn "
        + "parks dawson santiago norris hardy love steele curry powers schultz barker guzman page munoz ball keller chandler weber leonard walsh lyons ramsey "
        + "wolfe schneider mullins benson sharp bowen daniel barber cummings hines baldwin griffith valdez hubbard salazar reeves warner stevenson burgess "
        + "santos tate cross garner mann mack moss thornton dennis mcgee farmer delgado aguilar vega glover manning cohen harmon rodgers robbins newton todd "
        + "blair higgins ingram reese cannon strickland townsend potter goodwin walton rowe hampton ortega patton swanson joseph francis goodman");
}
