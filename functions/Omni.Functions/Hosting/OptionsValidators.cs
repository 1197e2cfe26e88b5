using Microsoft.Extensions.Options;

namespace Omni.Functions.Hosting;

// Checked by generated code: no reflection at start.
[OptionsValidator]
internal sealed partial class CosmosOptionsValidator : IValidateOptions<CosmosOptions>;

[OptionsValidator]
internal sealed partial class ServiceBusOptionsValidator : IValidateOptions<ServiceBusOptions>;

[OptionsValidator]
internal sealed partial class AttachmentsOptionsValidator : IValidateOptions<AttachmentsOptions>;

[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;

[OptionsValidator]
internal sealed partial class GraphOptionsValidator : IValidateOptions<GraphOptions>;

[OptionsValidator]
internal sealed partial class CommunicationOptionsValidator : IValidateOptions<CommunicationOptions>;

[OptionsValidator]
internal sealed partial class OmniOptionsValidator : IValidateOptions<OmniOptions>;

[OptionsValidator]
internal sealed partial class BotSettingsValidator : IValidateOptions<BotSettings>;
